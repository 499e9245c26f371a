// Diagrams are drawn in the colours that the reader's system asks for.
mermaid.initialize({
	startOnLoad: true,
	theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "neutral",
});
