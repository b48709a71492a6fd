export type {
  Answered,
  Appended,
  Asked,
  ChainHead,
  Proof,
  ProofDocument,
  ProofFault,
  ProofLine,
  Proofs,
  Verification,
} from "./proof.js";
