/** What the screens say about mails and webhooks. */
export const outgoing = {
  wish: {
    title: 'When they are mailed',
    digest: 'Mails come',
    every: { 'at-once': 'as they happen', hour: 'gathered every hour', day: 'gathered once a day' },
    at: 'At',
    quiet: 'Quiet hours',
    quietOn: 'Nothing in my quiet hours',
    from: 'From',
    to: 'Until',
    hint: (zone: string) =>
      `By the clock of ${zone}. What is urgent, such as an escalation, is mailed at once all the same.`,
    same: 'They must not end when they begin.',
  },
}
