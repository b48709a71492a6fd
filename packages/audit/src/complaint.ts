/** What a command can't do, in words for whoever typed it: what is wrong, and what to type. */
export class Complaint extends Error {}
