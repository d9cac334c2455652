from cleanup.text.regions.values import Regions
def rest_regions(text: str) -> Regions:
    return Regions(text)
