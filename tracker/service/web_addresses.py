"""Addresses of feeds and pages: as they are shown, and as items are recognised by them."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tracker.reading.language.tables import word_set

# Parameters that say from where a reader came, not which page it is.
_TRACKING: Final = word_set(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok oly_enc_id "
    "oly_anon_id vero_id ref ref_src ref_url referrer cmpid cmp ncid ito icid smid ocid xtor s_cid spm guccounter "
    "guce_referrer guce_referrer_sig traffic_source taid __twitter_impression feedtype"
)
_TRACKING_BEGINS: Final = ("utm_", "pk_", "mtm_", "hsa_", "wt_", "at_", "ns_", "itm_")
_PORTS: Final = {"http": 80, "https": 443}


def shown(address: str) -> str:
    """Return an address for people, without what may be secret: user, password and query."""
    try:
        parts = urlsplit(address)
        host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        return "an address that is not valid"
    return urlunsplit((parts.scheme, host, parts.path, "…" if parts.query else "", ""))


def page_key(address: str) -> str:
    """Return what two addresses of one page share: no scheme, no "www.", no tracking parameters, no fragment."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    shown_port = "" if port in (None, _PORTS.get(parts.scheme)) else f":{port}"
    fields = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(key)]
    query = f"?{urlencode(sorted(fields))}" if fields else ""
    return f"{host}{shown_port}{parts.path.rstrip('/')}{query}"


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS)
