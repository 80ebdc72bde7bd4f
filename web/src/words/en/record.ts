export const record = { heading: 'Record' }
