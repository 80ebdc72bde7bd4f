export const desk = { heading: 'Desk' }
