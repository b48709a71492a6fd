import { WebdriverBrowserProvider, webdriverio } from "@vitest/browser-webdriverio";
import type { BrowserProviderOption, TestProject } from "vitest/node";
import { type WebKit, webkit } from "./webkit.ts";

/** Lets Vitest run its browser tests in WebKitGTK, which isn't in its own list of browsers. */
export function webkitProvider(): BrowserProviderOption {
  return { ...webdriverio(), providerFactory: (project) => new WebKitProvider(project, {}) };
}

class WebKitProvider extends WebdriverBrowserProvider {
  #driver: WebKit | undefined;
  #connection: { hostname?: string; port?: number };

  constructor(project: TestProject, connection: { hostname?: string; port?: number }) {
    super(project, connection);
    this.#connection = connection;
    // A method of the base class, declared private: it would ask for "safari", which WebKitWebDriver refuses.
    Object.assign(this, { buildCapabilities: () => this.#driver?.capabilities });
  }

  override async openBrowser(): Promise<WebdriverIO.Browser> {
    this.#driver ??= await webkit();
    this.#connection.hostname = this.#driver.hostname;
    this.#connection.port = this.#driver.port;
    return super.openBrowser();
  }

  override async close(): Promise<void> {
    await super.close();
    this.#driver?.close();
  }
}
