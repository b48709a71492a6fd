/** Stands in for `check.ts` where a bundler builds for production: a policy that can't be right never gets there. */
export function checkPolicy(): void {}

/** A name that nothing declares permits nothing. */
export function checkName(): void {}

/** Its answer is not stored. */
export function checkNames(): void {}
