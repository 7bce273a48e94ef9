"""Lints every contract with datacontract-cli, which knows the standard and nothing of this project."""
import glob
import logging
import sys

from datacontract.data_contract import DataContract

logging.disable(logging.CRITICAL)
contracts = sorted(glob.glob("schemas/*/*.yaml"))
bad = [c for c in contracts if DataContract(data_contract_file=c).lint().result != "passed"]
print("\n".join(bad) or f"{len(contracts)} contracts pass")
sys.exit(bool(bad) or not contracts)
