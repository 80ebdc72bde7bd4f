/** Names of the countries around the North Sea, and of those that seafarers come from. */
export const names = [
  {
    weight: 30,
    first:
      'Amy Andrew Beth Bryony Claire Colin Craig Donna Emma Fraser Gemma Graham Hazel Ian Jack Janet Jodie Keith Kirsten Lewis Lorna Malcolm Moira Neil Niamh Patrick Rachel Ross Sean Sheila Stuart Tracey',
    last: 'Appleby Blackett Carr Charlton Clegg Dixon Dodds Elliott Forster Fenwick Grieve Hall Hedley Heslop Jameson Kerr Lowther Milburn Murray Nixon Ogle Potts Ridley Robson Shaw Storey Tait Thirlwell Turnbull Wilkinson Young',
  },
  {
    weight: 18,
    first:
      'Bas Daan Eline Femke Gijs Hester Inge Jeroen Joost Karin Lotte Maarten Marloes Niels Roos Ruud Thijs Wim',
    last: 'van-den-Berg Bos Dekker van-Dijk Hoekstra Jansma Kok Kuipers Meijer Mulder Postma Smit Timmermans Visser de-Wit Zwart',
  },
  {
    weight: 14,
    first:
      'Anders Bente Camilla Dorthe Emil Gitte Henrik Ida Jens Kasper Lise Mads Nanna Peder Rikke Søren Trine',
    last: 'Bech Christensen Dahl Frandsen Gram Hansen Iversen Jepsen Kjær Larsen Madsen Nørgaard Poulsen Rasmussen Schmidt Toft',
  },
  {
    weight: 12,
    first: 'Arne Astrid Eirik Gunnar Ingvild Kari Knut Liv Magnus Marit Odd Randi Sigrid Terje Torunn Vidar',
    last: 'Aasen Berntsen Bakken Eide Fossum Gundersen Hagen Jacobsen Kleiven Lunde Moen Nygård Rønning Strand Tveit Vik',
  },
  {
    weight: 8,
    first: 'Bart Benoît Céline Dirk Elke Griet Hilde Jan Koen Lien Nathalie Pieter Sofie Wout',
    last: 'Aerts Bogaert Coppens Declercq Goossens Lambrecht Maes Pauwels Segers Thys Van-Acker Wouters',
  },
  {
    weight: 10,
    first: 'Agnieszka Bartosz Dorota Ewa Filip Iwona Jakub Krzysztof Magda Paweł Renata Wiktor',
    last: 'Adamczyk Baran Dudek Górski Jaworski Kaczmarek Lis Nowicki Olszewski Sikora Wrona Zieliński',
  },
  {
    weight: 14,
    first:
      'Althea Benjie Carmela Dindo Erlinda Ferdinand Grace Jerome Liezl Marites Nestor Reynaldo Rowena Teodoro',
    last: 'Abad Bautista Castillo Dela-Cruz Evangelista Garcia Lozano Manalo Navarro Pascual Reyes Salazar Tolentino',
  },
  {
    weight: 5,
    first: 'Ana Bruno Carla Diogo Inês João Marta Nuno Rita Tiago',
    last: 'Almeida Cardoso Duarte Figueiredo Lopes Matos Pinto Ramos Teixeira',
  },
  {
    weight: 6,
    first: 'Arjun Deepa Imran Kavita Lakshmi Naveed Rohan Sunita Tariq Zara',
    last: 'Ahmed Banerjee Chaudhry Desai Hussain Joshi Khan Menon Patel Rao',
  },
] as const
