/** A locale's `FirstMessages` alone: the build makes a module of them. */
declare module "*?first" {
  const messages: import("./messages.js").FirstMessages;
  export default messages;
}
