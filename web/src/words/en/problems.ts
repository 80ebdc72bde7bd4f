import type { ProblemWords } from '../../api/problem.ts'

const own = (detail: string): string => detail

/** What the API refuses, for who sits at a screen; where its own words speak to people, they stay. */
export const problems: ProblemWords = {
  codes: {
    'invalid-input': () => 'Some of this cannot be used as it is.',
    'invalid-json': own,
    'invalid-cursor': () => 'This list has changed. Load it again.',
    'unsupported-media-type': own,
    'body-too-large': () => 'This is more than can be sent at once.',
    'not-signed-in': () => 'You are signed out. Sign in again.',
    'sign-in-failed': () => 'That is not right. Check it and try again.',
    'not-allowed': own,
    'not-found': own,
    'no-such-route': () => 'This is not there any more. Load the page again.',
    'illegal-move': (_, { ref }) => `${ref} has changed meanwhile: this is not possible now.`,
    'is-merged': own,
    conflict: own,
    'still-running': () => 'The same is being done already. Wait a moment.',
    'key-reused': () => 'This was sent before, with other words. Load the page again.',
    'stale-version': () => 'Somebody else has changed this meanwhile. Look at it again.',
    'too-many-files': own,
    'content-mismatch': own,
    'type-refused': own,
    'too-many-requests': (_, { seconds }) => `Too many tries. Wait ${seconds} seconds.`,
    'rule-broken': own,
    'database-away': () => 'The server cannot reach its database just now. Try again shortly.',
    overloaded: () => 'The server has too much to do just now. Try again shortly.',
    stopping: () => 'The server is being restarted. Try again shortly.',
    internal: (_, { trace }) => `Something went wrong on our side (${trace}). Nothing was changed.`,
    away: own,
    unexpected: own,
  },
  sentences: [
    [/^(is required|must not be empty)$/, 'This is missing.'],
    [/^must be ([\s\S]+)$/, 'This must be $1.'],
    [/^must ([\s\S]+)$/, 'This must $1.'],
    [/^(is|has|names|contains) ([\s\S]+)$/, 'This $1 $2.'],
    [/^does not know ([\s\S]+)$/, 'This does not know $1.'],
    [/^there is ([\s\S]+)$/, 'There is $1.'],
    [/^say ([\s\S]+)$/, 'Say $1.'],
  ],
}
