import { Film } from "../film.tsx";

export default function Page() {
  return (
    <main className="text">
      <h1>Open data, with Next</h1>
      <p>The city publishes what it knows. This film shows how, once you let it load.</p>
      <Film />
      <p><a href="/about">About this site</a></p>
    </main>
  );
}
