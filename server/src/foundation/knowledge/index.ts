export { article } from './article.ts'
