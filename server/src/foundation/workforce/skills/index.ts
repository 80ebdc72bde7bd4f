export { addSkillRoutes } from './routes.ts'
