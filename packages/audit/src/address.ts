import { Complaint } from "./complaint.js";

/** Where a site is, as somebody typed it. */
export function addressOf(typed: string | undefined): string {
  if (!typed) throw new Complaint("Which site? Give its address, like http://localhost:3000.");
  if (isAddress(typed)) return typed;
  const whole = `http://${/^\d+$/.test(typed) ? `localhost:${typed}` : typed}`;
  const meant =
    /^\w[\w-]*(\.[\w-]+)*(:\d+)?(\/|$)/.test(typed) && isAddress(whole) ? whole : "http://localhost:3000";
  throw new Complaint(`"${typed}" is no address: write it whole, like ${meant}.`);
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
