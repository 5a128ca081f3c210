"""An event-sourced ledger of planned diplomatic visits and meetings as the press reports them."""

__version__ = "0.2.0"
