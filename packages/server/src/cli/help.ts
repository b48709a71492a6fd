export const help = `assent-proofs: reads and keeps the proofs of @assent/server

  assent-proofs list [--limit 20] [--before <number>]   the newest lines
  assent-proofs show <id>                               every line of a visitor's record
  assent-proofs show <hash>                             the policy or the texts that lines name
  assent-proofs export --format jsonl|csv > proofs.csv  every line, the oldest first
  assent-proofs verify [--noted <number>:<hash>]        whether a line was altered or is missing
  assent-proofs forget <id>                             erases what a visitor answered
  assent-proofs retain --older-than 3y                  deletes the lines before that: 90d, 18m, 3y
  assent-proofs migrate --from sqlite --to postgres     copies a store into another

Where the proofs are:
  --store <file or postgres://…>   or the variable ASSENT_PROOFS; proofs.db where neither says it.
  --from and --to take the same; "sqlite" is proofs.db, "postgres" is what DATABASE_URL says.

The id is in the visitor's own cookie, cookies_preferences: what stands between its third and fourth dot.
With --json, list and show print one JSON object a line, as export does.

verify prints the chain's head. Note it somewhere else, once a month, say: who could rewrite the whole store could not
rewrite that, and verify --noted finds it out.

Ends with 0 when all is well, 1 when something was not found or is not as it should be, 2 when the command was
wrong, 3 when the store could not be used or the output not be written.
`;
