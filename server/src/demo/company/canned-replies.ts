/** Answers that the Desk of Kestrel Ferries gives often. */
export const cannedReplies = [
  {
    name: 'Which device?',
    body: 'Could you read me the number on the sticker at the bottom of the device? It begins with **KL-** or **TIL-**.',
    language: 'en',
  },
  {
    name: 'Reset your password yourself',
    body: 'You can choose a new password at any time, also at sea:\n\n1. Press *Forgot your password?* where you sign in.\n2. Take the text message, not the mail.\n3. Choose a password that you use nowhere else.',
    language: 'en',
  },
  {
    name: 'Second factor on a new phone',
    body: 'Please ask your manager to confirm to us in a short mail that you have a new phone. Then we can take the old one out, and you register the new one while we are on the phone.',
    language: 'en',
  },
  {
    name: 'At the next berth',
    body: 'We need to touch the device for this. Somebody from Workplace comes on board when you are alongside next. Please tell us who has the key to the room.',
    language: 'en',
  },
  {
    name: 'No card numbers, please',
    body: 'Please do not write card numbers here, we may not keep them. The last four digits are enough; I have asked for the others to be removed.',
    language: 'en',
  },
  {
    name: 'Is it still so?',
    body: 'We have changed something since you wrote. Could you try once more, and tell me whether it works now?',
    language: 'en',
  },
  {
    name: 'Funktioniert es wieder?',
    body: 'Wir haben inzwischen etwas geändert. Können Sie es noch einmal versuchen und mir sagen, ob es jetzt geht?',
    language: 'de',
  },
] as const
