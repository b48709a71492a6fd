export { type Granted, type SignalOptions, signal, type Vendor } from "./signal.js";
