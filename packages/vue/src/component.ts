/** A component as the type checker sees it, in templates and in `h`. */
export interface TypedComponent<Props, Slots = object> {
  new (props: Props): { readonly $props: Props; readonly $slots: Slots };
}
