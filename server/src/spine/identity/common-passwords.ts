/** Words and runs that people make long passwords of by repeating them or by adding digits. */
const STEMS = [
  'password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'passwort', 'motdepasse', 'qwerty', 'qwertyuiop', 'qwertz', 'azerty',
  'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', '1q2w3e4r', '1qaz2wsx', '1q2w3e4r5t', 'q1w2e3r4', 'abc123', 'abcdef', 'a1b2c3d4',
  'letmein', 'welcome', 'welkom', 'changeme', 'default', 'secret', 'admin', 'administrator', 'root', 'toor', 'guest',
  'iloveyou', 'trustno1', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman',
  'master', 'shadow', 'michael', 'jennifer', 'computer', 'internet', 'starwars', 'whatever', 'freedom', 'liverpool',
  'servicedesk', 'helpdesk', 'throughline', 'incident', 'summer', 'winter', 'autumn', 'spring', 'company', 'test', 'testing',
]
const TAILS = [
  '', '1', '12', '123', '1234', '12345', '123456', '1234567', '12345678', '123456789', '1234567890', '!', '1!', '123!', '1234!',
  '12345!', '123456!', '321', '4321', '654321', '000', '0000', '111', '1111', '111111', '69', '99', '007', '01', '2020', '2021',
  '2022', '2023', '2024', '2025', '2026', '2027', '2024!', '2025!', '2026!', '2027!', '@123', '@1234', '@2024', '@2025', '@2026', '#1', '#123',
]
const RUNS = [
  '123456789012', '1234567890123', '012345678901', '0123456789012', '123456123456', '123123123123', '1234567812345678', '112233445566',
  '1q2w3e4r5t6y', '1q2w3e4r5t6y7u', '1qaz2wsx3edc', '1qaz2wsx3edc4rfv', 'qazwsxedcrfv', 'qazwsxedc123', 'zaq12wsxcde3', 'q1w2e3r4t5y6',
  'abcdefghijkl', 'abcdefghijklm', 'abcdefghijklmnop', 'abcd12345678', 'abcd1234abcd', 'qwertyuiop[]', 'qwertyuiopasdf', 'qwertyuiopasdfghjkl',
  'qwerty123456789', 'asdfghjkl123', 'zxcvbnm12345', 'correcthorsebatterystaple', 'thisisapassword', 'mypassword123', 'mypassword1234',
  'iloveyouforever', 'iloveyousomuch', 'letmeinplease', 'nopassword123', 'yourpassword', 'newpassword1', 'newpassword123', 'temppassword',
  'temporary123', 'supersecret1', 'supersecret123', 'topsecret123', 'unbelievable', 'onetwothreefour', 'administrator1', 'administrator123',
]

/** Common passwords of twelve characters and more (shorter ones are refused anyway), in lower case without spaces. */
export const commonPasswords: ReadonlySet<string> = new Set([
  ...RUNS,
  ...STEMS.flatMap((stem) => TAILS.flatMap((tail) => [stem + tail, stem + stem + tail, tail + stem])),
])
