/**
 * Takes what the statistics script sends, and sets its cookie again: browsers delete soon what a script stored. As such
 * programs do, it sets one more, which nobody declared.
 */
export async function count(request: Request): Promise<Response> {
  const visitor = /^[\w-]+/.exec(await request.text())?.[0] ?? "nobody";
  const headers = new Headers();
  headers.append("Set-Cookie", `civis_visitor=${visitor}; Path=/; Max-Age=${180 * 86_400}; SameSite=Lax`);
  headers.append("Set-Cookie", `counter_shard=7; Path=/; Max-Age=${30 * 86_400}; SameSite=Lax`);
  return new Response(null, { status: 204, headers });
}
