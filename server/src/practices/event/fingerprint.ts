const separator = 255
const encoder = new TextEncoder()

/**
 * The fingerprint that Prometheus and Alertmanager give to labels: FNV-1a of 64 bits over the sorted names and values,
 * each followed by the byte 255; 16 hex digits. So the same alert has the same fingerprint whichever way it comes.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  // In two halves: a product of 64 bits is not exact in a number.
  let high = 0xcbf29ce4
  let low = 0x84222325
  const add = (byte: number): void => {
    low = (low ^ byte) >>> 0
    // Times 2^40 + 0x1b3.
    const product = low * 0x1b3
    const carry = Math.floor(product / 0x1_0000_0000)
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0
    low = product >>> 0
  }
  const addText = (text: string): void => {
    for (const byte of encoder.encode(text)) add(byte)
    add(separator)
  }
  for (const name of Object.keys(labels).sort()) {
    // An empty label is an absent one.
    if (labels[name] === '') continue
    addText(name)
    addText(labels[name] as string)
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}
