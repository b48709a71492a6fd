import { version } from "react";
import { componentContract } from "../../../tests/adapters/components.js";
import { contract } from "../../../tests/adapters/contract.js";
import { reactHarness, strictly } from "./harness.js";

contract("React", reactHarness());
contract("React in StrictMode", reactHarness(strictly));

componentContract("React’s components", reactHarness());
componentContract("React’s components in StrictMode", reactHarness(strictly));

// The compiler writes for React 19.
if (version.startsWith("19")) {
  const { reactHarness, strictly }: typeof import("./harness.js") = await import("./harness.js?compiled");
  contract("React, compiled by React Compiler", reactHarness());
  contract("React in StrictMode, compiled by React Compiler", reactHarness(strictly));
  componentContract("React’s components, compiled by React Compiler", reactHarness(strictly));
}
