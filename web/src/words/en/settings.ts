export const settings = { heading: 'Settings' }
