import { memo } from 'react'
import ReactMarkdown, { defaultUrlTransform } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

const schema = {
  ...defaultSchema,
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'person', 'attachment'],
    src: ['attachment'],
  },
}

const fileHere = /^\/api\/v1\/[a-z]+\/[A-Z]+-\d+\/attachments\/\d+$/
const collections: Record<string, string> = { INC: 'incidents', TSK: 'tasks', SVC: 'services' }

type Node = { type: string; children?: Node[] }

/** HTML that somebody wrote or pasted is read as they wrote it: an error message in angle brackets is not swallowed. */
function htmlAsText() {
  return function show(node: Node): void {
    if (node.type === 'raw') node.type = 'text'
    node.children?.forEach(show)
  }
}

/** `attachment:7` is a file of this record, `person:12` somebody who was named; anything else stays a link. */
function addressIn(record: string | undefined, url: string): string {
  const file = /^attachment:(\d+)$/.exec(url)
  if (file) return record ? `/api/v1/${collections[record.slice(0, 3)]}/${record}/attachments/${file[1]}` : ''
  return url.startsWith('person:') ? url : defaultUrlTransform(url)
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default memo(function Rendered({ text, record }: { text: string; record?: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[htmlAsText, [rehypeSanitize, schema]]}
      urlTransform={(url) => addressIn(record, url)}
      components={{
        a: ({ href = '', children }) =>
          href.startsWith('person:') ? (
            <b>{children}</b>
          ) : href === '' ? (
            // An address that was not let through would lead back to this page.
            <span>{children}</span>
          ) : (
            <a href={href} target="_blank" rel="noreferrer nofollow">
              {children}
            </a>
          ),
        // A picture is shown only if it is a file of this record: no other site learns who reads it.
        img: ({ src, alt = '' }) =>
          typeof src === 'string' && fileHere.test(src) ? (
            <a href={src} target="_blank" rel="noreferrer">
              <img src={src} alt={alt} loading="lazy" />
            </a>
          ) : (
            <span>{alt}</span>
          ),
      }}
    >
      {text}
    </ReactMarkdown>
  )
})
