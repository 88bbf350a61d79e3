"""Small copies of a question file's pictures, as many as its preview shows."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Drawn

from courses.interchange.bank.pictures import FORMATS
from courses.interchange.questions.form import Image

SIZE = (240, 180)
MOST_THUMBNAILS = 200  # of a file; the others are named by their alternative text
MOST_PIXELS = 100_000_000  # of the pictures that they are made from, together


@dataclass(slots=True)
class Thumbnails:
    """What is left of a preview's room; beyond it no picture is unpacked."""

    room: int = MOST_THUMBNAILS
    pixels: int = MOST_PIXELS

    def of(self, images: Iterable[Image]) -> list[dict[str, str]]:
        """Return pictures as addresses that hold them."""
        return [shown for image in images if self.room > 0 and (shown := self._shown(image))]

    def _shown(self, image: Image) -> dict[str, str]:
        small = BytesIO()
        try:
            with Drawn.open(BytesIO(image.content), formats=FORMATS) as drawn:
                pixels = drawn.width * drawn.height
                if pixels > self.pixels:
                    return {}
                self.room, self.pixels = self.room - 1, self.pixels - pixels
                drawn.thumbnail(SIZE)
                drawn.convert("RGBA").save(small, "WEBP", quality=60)
        except Exception:  # Pillow's readers raise whatever they stumble over
            return {}
        data = base64.b64encode(small.getvalue()).decode("ascii")
        return {"alt": image.alt, "src": f"data:image/webp;base64,{data}"}
