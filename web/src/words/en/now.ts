export const now = { heading: 'Now' }
