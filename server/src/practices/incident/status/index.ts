export { mailPosts } from './mail-posts.ts'
export { addStatusRoutes } from './routes.ts'
