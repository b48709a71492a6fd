/** Takes the script's count, and sets its cookie again: browsers delete soon what a script stored. */
export default defineEventHandler(async (event) => {
  const [visitor = ""] = `${await readRawBody(event)}`.split(" ");
  setCookie(event, "civis_visitor", visitor, { maxAge: 180 * 86_400 });
  return null;
});
