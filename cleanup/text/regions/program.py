from cleanup.text.regions.values import Regions
def plain_regions(text: str) -> Regions:
    return Regions(text)
