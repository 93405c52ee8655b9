"""The load picture of the low back: how much heavier one posture is for L5/S1 than relaxed standing.

A static model in the sagittal plane with one muscle for all back muscles. It explains and puts drills in order; it predicts no harm.
Forces in N, lengths in m, moments in N m, angles in degrees.
"""
