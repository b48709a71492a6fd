import { contract } from "../../../tests/adapters/contract.js";
import { reactHarness, strictly } from "./harness.js";

contract("React", reactHarness());
contract("React in StrictMode", reactHarness(strictly));
