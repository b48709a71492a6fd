import { once } from "node:events";
import { request as httpRequest, type RequestListener } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { listen, type Running } from "../test/servers.js";
import { cookieOf, policy } from "../test/site.js";
import { consentFor, createConsentHandler } from "./index.js";
import { requestOf, toNode, withholdFrom } from "./node.js";

const handle = createConsentHandler({ policy });
const running: Running[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

async function start(listener: RequestListener): Promise<Running> {
  const server = await listen(listener);
  running.push(server);
  return server;
}

/** Writes to a socket as it is, and reads all that comes back. */
async function raw(origin: string, ...parts: string[]): Promise<string> {
  const socket = connect(Number(new URL(origin).port));
  await once(socket, "connect");
  for (const part of parts) socket.write(part);
  return text(socket);
}

describe("a request of node:http becomes one of the Fetch API", () => {
  const seen = async (...parts: string[]) => {
    let found: Request | undefined;
    const server = await start(
      toNode(async (request) => {
        found = request;
        return new Response(await request.text());
      }),
    );
    const answer = await raw(server.origin, ...parts);
    return { request: found as Request, answer };
  };
  const end = "Host: a.example\r\nConnection: close\r\n\r\n";

  test("with its method, address, headers and body", async () => {
    const head = "PUT /a/../b?c=d%20e HTTP/1.1\r\nX-One: 1\r\nx-one: 2\r\nCookie: a=1\r\nCookie: b=2\r\n";
    const { request, answer } = await seen(`${head}Content-Length: 5\r\n${end}`, "hello");
    expect([request.method, request.url]).toEqual(["PUT", "http://a.example/b?c=d%20e"]);
    expect([request.headers.get("x-one"), request.headers.get("cookie")]).toEqual(["1, 2", "a=1; b=2"]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nhello$/);
  });

  test.each([
    ["GET //evil.example/a HTTP/1.1", "http://a.example//evil.example/a"],
    ["GET http://evil.example/a?b HTTP/1.1", "http://a.example/a?b"],
    ["GET /%00%ff?%zz HTTP/1.1", "http://a.example/%00%ff?%zz"],
    ["GET /a#b HTTP/1.1", "http://a.example/a"],
  ])("on its own host, whatever it asks for: %s", async (line, url) => {
    const { request } = await seen(`${line}\r\n${end}`);
    expect(request.url).toBe(url);
  });

  test.each([
    ["OPTIONS * HTTP/1.1\r\nHost: a.example"],
    ["GET / HTTP/1.1\r\nHost: a b"],
    ["GET / HTTP/1.1\r\nHost: user@a.example"],
    ["GET / HTTP/1.1\r\nHost: a.example/b?"],
    ["GET / HTTP/1.1\r\nHost: [::"],
    ["TRACE / HTTP/1.1\r\nHost: a.example"],
  ])("or is a bad one: %j", async (head) => {
    const { request, answer } = await seen(`${head}\r\nConnection: close\r\n\r\n`);
    expect(request).toBeUndefined();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test("a visitor who leaves in the middle of a post troubles nobody", async () => {
  const handled: Promise<void>[] = [];
  const node = toNode(handle);
  const server = await start((incoming, outgoing) => void handled.push(node(incoming, outgoing)));
  const { host, port } = new URL(server.origin);
  const head = `POST /consent HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.origin}\r\nContent-Type: text/plain\r\n`;
  for (const rest of ["Content-Length: 50\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"]) {
    const socket = connect(Number(port));
    await once(socket, "connect");
    socket.write(head + rest, () => socket.destroy());
    await once(socket, "close");
  }
  await expect.poll(() => handled.length).toBe(2);
  await Promise.all(handled);
  expect((await fetch(`${server.origin}/consent`)).status).toBe(200);
});

test("a post that says to be short and never ends is cut off, and answered", async () => {
  const server = await start(toNode(handle));
  const headers = { origin: server.origin, "content-type": "text/plain" };
  const post = httpRequest(`${server.origin}/consent`, { method: "POST", headers });
  post.on("error", () => {});
  const send = () => {
    while (!post.destroyed && post.write("a".repeat(4096)));
    post.once("drain", send);
  };
  send();
  const [answer] = await once(post, "response");
  expect(answer.statusCode).toBe(413);
  expect(answer.headers.connection).toBe("close");
  post.destroy();
});

test("who sent a head already has the word: nothing is sent after it, and nothing throws", async () => {
  const node = toNode(async () => new Response("Too late", { headers: { "set-cookie": "a=1" } }));
  const server = await start(async (incoming, outgoing) => {
    outgoing.writeHead(418);
    await node(incoming, outgoing);
    outgoing.end("Short and stout");
  });
  const response = await fetch(server.origin);
  expect([response.status, await response.text()]).toEqual([418, "Short and stout"]);
  expect(response.headers.getSetCookie()).toEqual([]);
});

test("cookies that were set before are kept beside the handler's", async () => {
  const node = toNode(handle);
  const server = await start((incoming, outgoing) => {
    outgoing.setHeader("set-cookie", "sessionid=1; HttpOnly");
    return node(incoming, outgoing);
  });
  const response = await fetch(`${server.origin}/consent`, {
    method: "POST",
    headers: { origin: server.origin },
    body: '{"choice":"reject"}',
  });
  expect(response.headers.getSetCookie()).toMatchObject([
    "sessionid=1; HttpOnly",
    expect.stringContaining(policy.recordName),
    expect.any(String),
  ]);
});

test("what throws is answered by 500, or left to Express", async () => {
  const broken = toNode(() => {
    throw new Error("broken");
  });
  const alone = await start(broken);
  expect((await fetch(alone.origin)).status).toBe(500);
  const app = express();
  app.use(broken);
  const told: express.ErrorRequestHandler = (error: Error, _request, response, _next) =>
    void response.status(503).send(error.message);
  app.use(told);
  const response = await fetch((await start(app)).origin);
  expect([response.status, await response.text()]).toEqual([503, "broken"]);
});

test("what isn't the handler's is left to Express", async () => {
  const app = express();
  app.use(toNode(handle));
  app.use((_request, response) => void response.send("A page"));
  const { origin } = await start(app);
  expect(await (await fetch(`${origin}/news`)).text()).toBe("A page");
  expect((await fetch(`${origin}/consent`)).headers.get("content-type")).toBe("application/json");
});

describe("a response of node:http withholds", () => {
  const cookies = ["sessionid=1", "unheard=2", "visitor=3", "basket=4"];
  const respond: [string, (outgoing: import("node:http").ServerResponse) => void][] = [
    ["what was set one by one", (outgoing) => void outgoing.setHeader("set-cookie", cookies).end("Hello")],
    [
      "what was appended",
      (outgoing) => {
        for (const cookie of cookies) outgoing.appendHeader("Set-Cookie", cookie);
        outgoing.write("Hello");
        outgoing.end();
      },
    ],
    [
      "what comes with the head",
      (outgoing) => void outgoing.writeHead(200, { "Set-Cookie": cookies }).end("Hello"),
    ],
    [
      "what comes with the head, as a list",
      (outgoing) =>
        void outgoing
          .writeHead(
            200,
            "Fine",
            cookies.flatMap((cookie) => ["Set-Cookie", cookie]),
          )
          .end("Hello"),
    ],
    [
      "what comes with an early head",
      (outgoing) => {
        outgoing.setHeader("set-cookie", cookies);
        outgoing.flushHeaders();
        outgoing.end("Hello");
      },
    ],
  ];

  test.each(respond)("%s", async (_what, answer) => {
    const server = await start((incoming, outgoing) => {
      withholdFrom(outgoing, consentFor(requestOf(incoming), { policy }));
      outgoing.setHeader("x-other", "kept");
      answer(outgoing);
    });
    const response = await fetch(server.origin);
    expect(response.headers.getSetCookie()).toEqual(["sessionid=1; HttpOnly", "basket=4"]);
    expect(response.headers.get("x-other")).toBe("kept");
    expect(await response.text()).toBe("Hello");
  });

  test("what Express sets, and lets out what is permitted", async () => {
    const app = express();
    app.use((request, response, next) => {
      withholdFrom(response, consentFor(requestOf(request), { policy }));
      next();
    });
    app.get("/", (_request, response) => {
      response.cookie("basket_seen_1", "1", { maxAge: 1_000_000_000 }).cookie("unheard", "2").send("Hello");
    });
    const { origin } = await start(app);
    const lines = async (cookie: string) =>
      (await fetch(origin, { headers: { cookie } })).headers.getSetCookie();
    expect(await lines("")).toEqual([]);
    expect(await lines(cookieOf({ statistics: true }, Date.now()))).toEqual([
      "basket_seen_1=1; Path=/; Max-Age=86400",
    ]);
  });
});
