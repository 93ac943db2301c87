"""Text out of files: plain, Markdown, PDF, Word and web pages, in bounded time and memory."""
