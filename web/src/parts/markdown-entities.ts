const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** A text in which `&lt;` and its like are the signs that they stand for. */
export const decoded = (text: string): string => (text.includes('&') ? text.replace(entity, sign) : text)

/** The browser knows all names. What is given to it is one entity, and what is taken from it is text. */
function sign(one: string): string {
  return new DOMParser().parseFromString(one, 'text/html').documentElement.textContent ?? one
}
