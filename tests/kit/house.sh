#!/bin/bash
# house.sh: a machine of a test's own, with systemd as its first process
#
#   house.sh FOLDER STAGE     FOLDER/trial.sh runs in it, as root; both see FOLDER as /out
#
# Namespaces for mounts, processes, network, names and cgroups, and an overlay on this machine's
# root with STAGE (what `make install DESTDIR=` laid down) on top: nothing that happens in it is
# left, and nothing outside is seen of it but FOLDER. When trial.sh has ended, all of it ends.
set -euo pipefail
out=$(realpath "$1")
stage=$(realpath "$2")

if [ "${3:-}" != inside ]; then
    exec unshare --mount --pid --fork --kill-child --net --uts --ipc --cgroup "$0" "$out" "$stage" inside
fi

own=$out/own
mkdir -p "$own"
mount -t tmpfs -o mode=755 tmpfs "$own"
mkdir "$own/upper" "$own/work" "$own/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$own/upper,workdir=$own/work" "$own/root"
cp -a "$stage/." "$own/root/"
cd "$own/root"

mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount --rbind /dev dev
mkdir -p out
mount --bind "$out" out
touch out/console
mount --bind out/console dev/console
# One tree of cgroups where the kernel has but the new ones, systemd's own where it has both.
if ! mount -t cgroup2 cgroup2 sys/fs/cgroup 2>/dev/null || [ -d /sys/fs/cgroup/unified ]; then
    umount sys/fs/cgroup 2>/dev/null || true
    mount -t tmpfs tmpfs sys/fs/cgroup
    mkdir sys/fs/cgroup/systemd sys/fs/cgroup/unified
    mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
    mount -t cgroup -o none,name=systemd,xattr cgroup sys/fs/cgroup/systemd
fi
ip link set lo up

# Nothing of the machine around it starts here.
rm -f etc/fstab etc/systemd/system/*.wants/* etc/systemd/system/*/*
for unit in systemd-udevd systemd-udev-trigger systemd-logind systemd-resolved systemd-networkd \
    systemd-timesyncd systemd-tmpfiles-setup-dev systemd-modules-load systemd-sysctl \
    systemd-random-seed systemd-remount-fs systemd-journald systemd-journal-flush kmod-static-nodes; do
    ln -sfn /dev/null "etc/systemd/system/$unit.service"
done
for unit in dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount \
    sys-kernel-config.mount sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount \
    systemd-journald.socket systemd-journald-dev-log.socket systemd-journald-audit.socket systemd-udevd-kernel.socket systemd-udevd-control.socket; do
    ln -sfn /dev/null "etc/systemd/system/$unit"
done
cat > etc/systemd/system/trial.service <<'UNIT'
[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
StandardOutput=file:/out/trial.log
StandardError=file:/out/trial.log
ExecStart=/bin/bash /out/trial.sh
ExecStopPost=/bin/systemctl exit --force --force
UNIT
# A root of its own, and not a chroot, in which no user namespace may be made (PrivateUsers=);
# shared, so that systemd may mount into what it has started (LoadCredential=).
mkdir -p old
mount --make-rprivate /
pivot_root . old
cd /
umount -l /old
mount --make-rshared /
exec env -i container=lxc PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=trial.service --show-status=no
