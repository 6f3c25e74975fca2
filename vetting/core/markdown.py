"""Markdown to HTML that is safe to put into a page, whoever wrote it."""

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def render_markdown(text: str) -> str:
    return nh3.clean(_markdown.render(text), link_rel="noopener noreferrer")
