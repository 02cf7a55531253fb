#!/bin/sh
# Draws every PNG, ICO and ICNS here from its SVG. Needs rsvg-convert (librsvg2-bin), convert (imagemagick) and
# png2icns (icnsutils). Run it after changing a drawing, and commit what it writes.
set -eu
cd "$(dirname "$0")"

for drawing in tray/*.svg; do
    rsvg-convert -w 64 -h 64 "$drawing" -o "${drawing%.svg}.png"
done

rsvg-convert -w 32 -h 32 app.svg -o 32x32.png
rsvg-convert -w 128 -h 128 app.svg -o 128x128.png
rsvg-convert -w 256 -h 256 app.svg -o 128x128@2x.png
rsvg-convert -w 512 -h 512 app.svg -o icon.png
png2icns icon.icns 32x32.png 128x128.png 128x128@2x.png icon.png >/dev/null
convert 128x128@2x.png -define icon:auto-resize=256,64,48,32,16 icon.ico
