declare module "klaro/dist/cm.js" {
  interface ConsentManager {
    getConsent(service: string): boolean;
    changeAll(value: boolean): number;
    saveAndApplyConsents(type?: string): void;
    watch(watcher: { update(manager: ConsentManager, name: string, what: unknown): unknown }): void;
  }

  const module: { default: new (config: object) => ConsentManager };
  export default module;
}

declare module "react-dom/client" {
  export function createRoot(container: Element): { render(node: unknown): void };
}
