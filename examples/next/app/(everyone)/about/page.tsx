export default function Page() {
  return (
    <main className="text">
      <h1>About this site</h1>
      <p>This page is built once and is the same file for everyone.</p>
      <p><a href="/">The film</a></p>
    </main>
  );
}
