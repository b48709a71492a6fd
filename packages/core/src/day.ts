/** A day in seconds, the unit of every lifetime in a policy. */
export const day = 86_400;
