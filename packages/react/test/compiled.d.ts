/** A module, and all that it imports from this package, as React Compiler makes them. */
declare module "*?compiled";
