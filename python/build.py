"""Builds the wheels: python/build.py [--out DIR] [--version V] [PLATFORM ...]; see --help.

A wheel holds the program as a static binary and works with every Python from 3.9 on.
It needs Go, and pip with access to setuptools.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# The systems for which there are wheels: GOOS and GOARCH, and the wheel's tag. The binary
# is static, so that it runs on any Linux, whatever its C library.
PLATFORMS = {
    "linux-amd64": "manylinux2014_x86_64.manylinux_2_17_x86_64.musllinux_1_1_x86_64",
    "linux-arm64": "manylinux2014_aarch64.manylinux_2_17_aarch64.musllinux_1_1_aarch64",
    "darwin-amd64": "macosx_11_0_x86_64",
    "darwin-arm64": "macosx_11_0_arm64",
    "windows-amd64": "win_amd64",
    "windows-arm64": "win_arm64",
}
ARCHITECTURES = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64", "ARM64": "arm64"}


def this_platform() -> str:
    return f"{platform.system().lower()}-{ARCHITECTURES.get(platform.machine(), platform.machine())}"


def build(name: str, out: Path, version: str) -> Path:
    """Builds the wheel for one platform in a copy of the package's sources."""
    system, architecture = name.split("-")
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "package"
        shutil.copytree(HERE, package, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "bin", "build", "dist", "tests"))
        for notice in ("LICENSE", "NOTICE", "MODEL.md"):
            shutil.copy(ROOT / notice, package)
        if version:
            (package / "src/dictum/_version.py").write_text(f'VERSION = "{version}"\n')
        binary = package / "src/dictum/bin" / ("dictum.exe" if system == "windows" else "dictum")
        binary.parent.mkdir()
        subprocess.run(
            ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "./cmd/dictum"],
            cwd=ROOT, check=True, env={**os.environ, "GOOS": system, "GOARCH": architecture, "CGO_ENABLED": "0"},
        )
        binary.chmod(0o755)
        wheels = Path(folder) / "wheels"
        subprocess.run(
            [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel", "--no-deps", "--wheel-dir", wheels, package],
            check=True, env={**os.environ, "DICTUM_PLATFORM": PLATFORMS[name]},
        )
        (wheel,) = wheels.iterdir()
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(wheel, out / wheel.name))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("platforms", nargs="*", metavar="PLATFORM", help=f"all, or some of {', '.join(PLATFORMS)}; this machine's by default")
    args.add_argument("--out", type=Path, default=Path("dist"), help="folder of the wheels (dist)")
    args.add_argument("--version", default="", help="version of the release, such as 0.2.0")
    a = args.parse_args()
    names = list(PLATFORMS) if a.platforms == ["all"] else a.platforms or [this_platform()]
    for name in names:
        if name not in PLATFORMS:
            args.error(f"no wheels are built for {name}")
    if a.version and not re.fullmatch(r"[0-9]+(\.[0-9]+)*((a|b|rc|\.dev)[0-9]+)?", a.version):
        args.error(f"{a.version} is no version of a Python package")
    for name in names:
        print(build(name, a.out, a.version))


if __name__ == "__main__":
    main()
