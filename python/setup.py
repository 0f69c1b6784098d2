"""Gives the wheel the tag of the platform whose binary it holds, for every Python 3."""

import os

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class platform_wheel(bdist_wheel):
    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self):
        return "py3", "none", os.environ["DICTUM_PLATFORM"]


setup(cmdclass={"bdist_wheel": platform_wheel})
