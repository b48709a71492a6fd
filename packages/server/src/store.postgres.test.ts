import { describe, inject } from "vitest";
import { keepsProofs } from "../test/contract.js";
import { freshSchema } from "../test/places.js";
import { openPostgres } from "./open-postgres.js";

describe("PostgreSQL", () => {
  keepsProofs(async () => {
    const url = await freshSchema(inject("postgres"));
    return () => openPostgres(url);
  });
});
