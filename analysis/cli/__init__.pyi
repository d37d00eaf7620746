from .main import cli as cli, main as main
