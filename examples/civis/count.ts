/** Takes what the statistics script sends, and sets its cookie again: browsers delete soon what a script stored. */
export async function count(request: Request): Promise<Response> {
  const [visitor] = (await request.text()).split(" ");
  const headers = { "Set-Cookie": `civis_visitor=${visitor}; Path=/; Max-Age=${180 * 86_400}; SameSite=Lax` };
  return new Response(null, { status: 204, headers });
}
