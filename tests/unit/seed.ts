import fc from "fast-check";

// With ASSENT_SEED, every machine generates the same sequences: what fails for one fails for all.
if (process.env.ASSENT_SEED) fc.configureGlobal({ seed: Number(process.env.ASSENT_SEED) });
