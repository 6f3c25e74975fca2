import { Link } from "@tanstack/react-router";
import classes from "@/components/brand-mark.module.css";
import icon from "@/components/icon.svg";

export function BrandMark() {
  return (
    <Link to="/" className={classes.brand}>
      <img src={icon} width={24} height={24} alt="" />
      <span>Vetting</span>
    </Link>
  );
}
