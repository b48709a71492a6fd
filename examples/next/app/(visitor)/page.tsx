import { Film } from "../film.tsx";

export default function Page() {
  return (
    <>
      <h1>Open data, with Next</h1>
      <p>The city publishes what it knows. This film shows how, once you let it load.</p>
      <Film />
    </>
  );
}
