const encoder = new TextEncoder()

/** 64 bits in four parts of 16, the lowest first: products of these stay small integers. */
let h0 = 0
let h1 = 0
let h2 = 0
let h3 = 0

/** One step of FNV-1a: the prime is 2^40 + 0x1b3. */
function add(byte: number): void {
  const x = h0 ^ byte
  const t0 = x * 0x1b3
  const t1 = h1 * 0x1b3 + (t0 >>> 16)
  const t2 = h2 * 0x1b3 + ((x & 0xffff) << 8) + (t1 >>> 16)
  const t3 = h3 * 0x1b3 + (h1 << 8) + (t2 >>> 16)
  h0 = t0 & 0xffff
  h1 = t1 & 0xffff
  h2 = t2 & 0xffff
  h3 = t3 & 0xffff
}

function addText(text: string): void {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 128) add(code)
    else {
      for (const byte of encoder.encode(text.slice(at))) add(byte)
      break
    }
  }
  add(255)
}

/**
 * The fingerprint that Prometheus and Alertmanager give to labels: FNV-1a of 64 bits over the sorted names and values,
 * each followed by the byte 255; 16 hex digits. So the same alert has the same fingerprint whichever way it comes.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  // The offset basis, 0xcbf29ce484222325.
  h0 = 0x2325
  h1 = 0x8422
  h2 = 0x9ce4
  h3 = 0xcbf2
  for (const name of Object.keys(labels).sort()) {
    // An empty label is an absent one.
    if (labels[name] === '') continue
    addText(name)
    addText(labels[name] as string)
  }
  return [h3, h2, h1, h0].map((part) => part.toString(16).padStart(4, '0')).join('')
}
