"""`python -m bench.transfer ADDRESS`: requests and bytes over the wire of a first view, by
Chromium."""

import shutil
import sys
from collections import Counter
from typing import Any

from playwright.sync_api import sync_playwright

FLAGSHIP = "massage-anxiety-brain-gut"
PAGES = {
    "home": "/",
    "catalogue": "/courses/",
    "course": f"/courses/{FLAGSHIP}/",
    "lesson": f"/courses/{FLAGSHIP}/lessons/anxiety-in-everyday-practice/",
    "article": "/articles/massage-anxiety-brain-gut-connection/",
}


def main(address: str) -> None:
    """Open each page as a new visitor and add up what came."""
    chromium = shutil.which("chromium") or "chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'page':<12}{'requests':>9}{'kB':>7}  by kind")
        for name, path in PAGES.items():
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            kinds: dict[str, str] = {}
            sizes: Counter[str] = Counter()

            def sized(event: dict[str, Any], kinds: Any = kinds, sizes: Any = sizes) -> None:
                sizes[kinds.get(event["requestId"], "?")] += event["encodedDataLength"]

            session.on(
                "Network.responseReceived",
                lambda event, kinds=kinds: kinds.update({event["requestId"]: event["type"]}),
            )
            session.on("Network.loadingFinished", sized)
            page.goto(f"{address}{path}", wait_until="networkidle")
            shown = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in sizes.most_common())
            print(f"{name:<12}{len(kinds):>9}{sum(sizes.values()) / 1000:>7.0f}  {shown}")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
